"""`python -m tests.supply`: known holes and licences of every package that the bot runs with.

Ends with 1 where a version has a known hole or a licence is not taken. Where the service that knows of holes
cannot be reached, that is said and is no failure: nothing was learned, neither good nor bad.
"""

import sys

from tests.supply.advisories import advisories
from tests.supply.licences import licence_of
from tests.supply.pins import LOCK_OCR, needed


def main() -> int:
    licences = [licence_of(package) for package in sorted(needed(frozenset({"ocr", "teams"})))]
    width = max(len(licence.package) for licence in licences)
    for licence in licences:
        remark = licence.why or "NOT TAKEN"
        print(
            f"{licence.package:{width}}  {licence.said or '-'}{'' if remark == 'on the list' else f'  ({remark})'}"
        )
    refused = [licence for licence in licences if not licence.why]
    print(f"Licences: {len(licences)} packages, {len(refused)} not taken.")

    told = advisories(LOCK_OCR)
    if not told.reached:
        print("Known holes: NOT CHECKED, the service of advisories cannot be reached from here.")
    else:
        for hole in told.holes:
            print(hole)
        print(f"Known holes: {told.asked} packages, {len(told.holes)} holes, {len(told.unknown)} unknown.")
        for name in told.unknown:
            print(f"  nothing is known of {name}")
    return int(bool(refused or told.holes))


if __name__ == "__main__":
    sys.exit(main())
