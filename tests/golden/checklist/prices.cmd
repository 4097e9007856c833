# Spec 13.3: a price without a name stands on papers itself, and a sum with the bound that is written behind it.
"$HETONG" check prices.ht
"$HETONG" checklist --for Buyer --lang en prices.ht | grep '→'
"$HETONG" checklist --for Buyer --lang zh prices.ht | grep '→'
