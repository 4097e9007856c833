"$HETONG" --version
