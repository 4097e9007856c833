"$HETONG" schedule --lang en ../../conformance/measured-things.ht
"$HETONG" schedule --lang zh ../../conformance/measured-things.ht
