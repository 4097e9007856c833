"$HETONG" fmt -z x.ht
