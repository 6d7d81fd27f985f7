"""Learns the calibration of forecasts and writes the file that ships.

    python benchmarks/learn_forecasts.py INDICATORS.csv EXPERIENCE_CURVES.csv

Which series and outcomes it may learn from is fixed in `missionlab.tracking.backtest.split` and `learn`.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import missionlab.tracking.forecast as forecast
from missionlab.strategy.atomic_write import put_file
from missionlab.tracking.backtest.data import read_data
from missionlab.tracking.backtest.learn import learn
from missionlab.tracking.forecast.calibration import as_json

calibration = learn([read_data(Path(name)) for name in sys.argv[1:]], learnt_on=date.today().isoformat())
target = Path(forecast.__file__).parent / "calibration.json"
put_file(target, (json.dumps(as_json(calibration), indent=2) + "\n").encode())
print(target.read_text(encoding="utf-8"))
