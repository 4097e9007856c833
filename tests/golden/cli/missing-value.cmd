"$HETONG" help --color
