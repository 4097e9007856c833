"$HETONG" schedule what-calls-forth.ht --lang en | grep -A 3 -E ' (1\.[1-4]|2\.[57]) '
"$HETONG" schedule what-calls-forth.ht --lang zh | grep -A 1 -E ' (1\.[1-4]|2\.[57]) '
"$HETONG" checklist what-calls-forth.ht --lang en --for Seller | grep -E '\| (2\.[1-3]|3\.1|3\.3) ' | head -5
"$HETONG" checklist what-calls-forth.ht --lang both --for Buyer | sed -n '/rights that lapse/,/^### Tally/p'
