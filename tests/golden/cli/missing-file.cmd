"$HETONG" fmt no-such-file.ht
