"$HETONG" test "$1.ht"
