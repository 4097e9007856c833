# Spec 15: what becomes of a duty or a right at the end of the contract stands with its rule, and not under "If missed" (13.2).
"$HETONG" check at-the-end.ht
"$HETONG" checklist --lang both at-the-end.ht --for Seller | grep '^| [1-9]\|^- '
