"$HETONG" schedule ../../../examples/sale/contract.ht --events ../../../examples/sale/events.csv --as-of 2026-05-20
