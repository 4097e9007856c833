"$HETONG" checklist what-a-cap-cuts.ht --lang en | grep "at most" | sort -u
"$HETONG" checklist what-a-cap-cuts.ht --lang zh | grep "至多" | sort -u
"$HETONG" schedule what-a-cap-cuts.ht --format csv --lang en | grep -o '"[^"]*capped[^"]*"'
"$HETONG" checklist what-a-cap-cuts.ht --lang zh --for Seller | grep -E '^\| . \| [12]\.1'
