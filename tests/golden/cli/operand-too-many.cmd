"$HETONG" help fmt dump
