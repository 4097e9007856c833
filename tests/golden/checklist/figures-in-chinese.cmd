# Spec 19.9: months, units and names in Chinese papers of a contract in English; 11.3: of an answer to several things the
# papers speak in the plural.
"$HETONG" check figures-in-chinese.ht
"$HETONG" schedule --lang zh figures-in-chinese.ht
"$HETONG" schedule figures-in-chinese.ht | grep -A1 ' 1[.]6 '
