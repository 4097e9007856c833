"$HETONG" checklist ../../../examples/sale/contract.ht --owners no-such-file.csv
