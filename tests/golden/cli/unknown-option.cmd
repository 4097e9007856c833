"$HETONG" fmt --chek x.ht
