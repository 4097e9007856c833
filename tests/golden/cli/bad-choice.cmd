"$HETONG" help --color=red
