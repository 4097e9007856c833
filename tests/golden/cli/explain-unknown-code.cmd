"$HETONG" explain E99999
