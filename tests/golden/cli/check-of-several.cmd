# each contract is read for itself: what the first one declares or divides the second one does not know
head='party A. party B. in force from 2026-01-01 to 2026-12-31.'
echo "contract a. $head item \"spare part\", pieces \"零件\". unit li = 0.001 yuan. verb forge, forges, forged, forging.
clause 1. A forges 3 pieces by 2026-02-01. A pays B 0.001 yuan by 2026-02-01." >"$TMP/a.ht"
echo "contract b. $head item spare, spares.
clause 1. A forges 3 spares by 2026-02-01. A pays B 0.001 yuan by 2026-02-01. A delivers 2 零件 to B by 2026-02-01." >"$TMP/b.ht"
cd "$TMP" && "$HETONG" check a.ht b.ht a.ht missing.ht a.ht
