# The contract of the example passes in silence.
"$HETONG" check ../../../examples/sale/contract.ht
