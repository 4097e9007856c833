"$HETONG" checklist conditions-and-consequences.ht --for Borrower --lang both
