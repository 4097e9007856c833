"$HETONG" --help=yes
