"$HETONG" fmt a.ht b.ht -o c.ht
