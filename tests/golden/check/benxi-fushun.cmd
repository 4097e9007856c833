# The contract of the example passes in silence.
"$HETONG" check ../../../examples/benxi-fushun/contract.ht
