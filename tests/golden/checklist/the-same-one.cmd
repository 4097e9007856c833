"$HETONG" checklist the-same-one.ht --for Seller --lang both
