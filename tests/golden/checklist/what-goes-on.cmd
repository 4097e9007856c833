"$HETONG" schedule "$1.ht"
"$HETONG" schedule --lang zh "$1.ht"
