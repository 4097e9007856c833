"$HETONG" dump forest x.ht
