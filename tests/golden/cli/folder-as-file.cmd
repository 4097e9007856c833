"$HETONG" fmt .
