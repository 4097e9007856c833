"$HETONG" explian
