# Who has no part in a duty does not find it in its checklist; rows say of which text they are, and
# powers their ground.
"$HETONG" checklist --for Holder three-parties.contract | grep -E '^[|-] *[0-9*]'
"$HETONG" schedule three-parties.contract
