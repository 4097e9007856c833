"$HETONG" help >/dev/full
