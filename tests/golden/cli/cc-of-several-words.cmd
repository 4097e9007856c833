CC=" env  cc" "$HETONG" build ../../../examples/sale/contract.ht -o "$TMP/sale.so" >/dev/null && ls "$TMP"
