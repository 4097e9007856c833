"$HETONG" schedule --lang zh "$1.ht"
