"$HETONG" schedule --lang en what-was-known-before.ht
"$HETONG" checklist what-was-known-before.ht --for Buyer --lang zh
