"$HETONG" checklist what-each-must-see.ht --for Owner &&
"$HETONG" checklist what-each-must-see.ht --for Tenant --lang zh
