"$HETONG" checklist rights-together.ht --for Seller --lang both
