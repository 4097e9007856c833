"$HETONG" checklist ../../../examples/sale/contract.ht --store x --events y
