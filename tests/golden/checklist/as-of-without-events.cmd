"$HETONG" schedule ../../../examples/sale/contract.ht --as-of 2026-05-20
