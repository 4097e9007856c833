"$HETONG" help verb
