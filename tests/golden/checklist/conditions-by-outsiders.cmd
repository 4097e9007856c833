"$HETONG" checklist conditions-by-outsiders.ht --for Bank --lang both
