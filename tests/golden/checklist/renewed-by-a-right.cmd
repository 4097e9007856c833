"$HETONG" checklist --lang en --for Buyer renewed-by-a-right.ht | grep '| 2.1'
"$HETONG" checklist --lang zh --for Buyer renewed-by-a-right.ht | grep '| 2.1'
