"$HETONG" explain --help
"$HETONG" help explain
