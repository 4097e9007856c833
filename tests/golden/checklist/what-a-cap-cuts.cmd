"$HETONG" checklist what-a-cap-cuts.ht --lang en | grep "at most" | sort -u
"$HETONG" checklist what-a-cap-cuts.ht --lang zh | grep "至多" | sort -u
