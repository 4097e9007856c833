"$HETONG" fmt
