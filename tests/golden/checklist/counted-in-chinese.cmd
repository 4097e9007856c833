"$HETONG" schedule --lang en counted-in-chinese.ht | tail -4
