echo 'party Mill.' | "$HETONG" check -
