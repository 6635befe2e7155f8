"""Reads the result of `subsidia run`, `compare`, `sweep` or `merge` and draws three figures. Needs pandas and matplotlib.

    python3 docs/readers/read_result.py RESULT FIGURES [MEASURE ...]
    python3 docs/readers/read_result.py results/shared-or-lead/compare figures

RESULT   folder with runs.csv, system.csv, estimates.csv
FIGURES  folder for the figures; it is made if it is not there
MEASURE  measures for the second figure (default: the headline of the scenario)
"""

import json
import re
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")  # files, no windows
import matplotlib.pyplot as plt
import pandas as pd

if len(sys.argv) < 3:
    sys.exit("expected: python3 read_result.py RESULT FIGURES [MEASURE ...]")
result, figures, measures = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
figures.mkdir(parents=True, exist_ok=True)

# ---- Reading: the defaults of read_csv do -------------------------------------------------------------------------------------------

runs = pd.read_csv(result / "runs.csv")  # a row per run: what was set, every measure at its end
system = pd.read_csv(result / "system.csv")  # a row per run and sample time
estimates = pd.read_csv(result / "estimates.csv")  # a row per design point and measure

# Every table with a run_id is joined to runs.csv by it. What was set is in the columns before the measures.
settings = runs[["run_id", "design_point", "variant", "replication"]]
system = system.merge(settings, on="run_id")

# Networks are only there where the scenario has some: here, the trust among their members at the end of each run.
if (result / "networks.csv").exists():
    networks = pd.read_csv(result / "networks.csv").merge(settings, on="run_id")
    last = networks[networks["time"] == networks["time"].max()]
    print("Density of trust at the end, mean over networks and replications:")
    print(last.groupby("variant", sort=False)["trust_density"].mean().to_string())

# ---- What the figures share ---------------------------------------------------------------------------------------------------------

points = runs[["design_point", "variant"]].drop_duplicates().sort_values("design_point")
many = len(points) > 12  # too many lines to tell apart

# Names of design points may be long: then their numbers stand in the figures, which runs.csv explains.
if points["variant"].str.len().max() > 20:
    points["variant"] = [f"point {point}" for point in points["design_point"]]

# Okabe and Ito's colours, which most colour-blind readers can tell apart; more than eight are interpolated.
okabe_ito = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999"]
if len(points) <= len(okabe_ito):
    colours = dict(zip(points["design_point"], okabe_ito))
else:
    viridis = plt.get_cmap("viridis")
    colours = {point: viridis(i / (len(points) - 1)) for i, point in enumerate(points["design_point"])}

plt.rcParams.update({"figure.constrained_layout.h_pad": 0.08, "figure.constrained_layout.w_pad": 0.08, "axes.spines.top": False, "axes.spines.right": False, "savefig.dpi": 150, "axes.titlesize": "medium"})


def save(figure, name):
    path = figures / f"{name}.png"
    figure.savefig(path)
    plt.close(figure)
    print("wrote", path)


# ---- 1 Open problems over time, with a band over replications -----------------------------------------------------------------------

figure, axes = plt.subplots(figsize=(8, 5), layout="constrained")
for point, variant in points.itertuples(index=False):
    by_time = system[system["design_point"] == point].groupby("time")["open_problems"]
    axes.fill_between(by_time.mean().index, by_time.quantile(0.05), by_time.quantile(0.95), color=colours[point], alpha=0.03 if many else 0.15, linewidth=0)
    axes.plot(by_time.mean(), color=colours[point], linewidth=2, label=variant)
axes.set(xlabel="time [days]", ylabel="open problems", title="Open problems: mean, and the middle 90 % of replications")
axes.set_ylim(0, axes.get_ylim()[1] * 1.08)  # room for the legend
if not many:
    axes.legend(frameon=False, loc="upper center", ncol=len(points) if len(points) <= 5 else 2)
save(figure, "open-problems")

# ---- 2 Headline measures by variant: dot and whisker --------------------------------------------------------------------------------

if not measures:
    scenario = json.loads((result / "experiment.json").read_text(encoding="utf-8"))["text"]
    headline = re.search(r"headline: *\[([^\]]*)\]", scenario)
    measures = [name.strip() for name in headline[1].split(",")] if headline else ["time_to_decision", "open_problems", "solved", "coordination_share"]
unknown = set(measures) - set(estimates["measure"])
if unknown:
    sys.exit(f"estimates.csv has no measure {', '.join(sorted(unknown))}")

columns = min(3, len(measures))
rows = -(-len(measures) // columns)
figure, grid = plt.subplots(rows, columns, figsize=(1.5 + 2.8 * columns, rows * (1.1 + 0.3 * len(points))), squeeze=False, sharey=True, layout="constrained")
for axes, measure in zip(grid.flat, measures):
    of = estimates[estimates["measure"] == measure].set_index("design_point")
    for height, (point, variant) in enumerate(points.itertuples(index=False)):
        axes.plot([of["ci_low"][point], of["ci_high"][point]], [height, height], color=colours[point], linewidth=2)
        axes.plot(of["mean"][point], height, "o", color=colours[point])
    axes.xaxis.set_major_locator(plt.MaxNLocator(4))
    axes.set_title(measure.replace("_", " "))
    axes.grid(axis="y", color="0.92")
    axes.set_axisbelow(True)
    axes.set_yticks(range(len(points)), points["variant"])
    axes.tick_params(axis="y", length=0)
grid[0][0].set_ylim(len(points) - 0.5, -0.5)  # the first variant on top
for axes in grid.flat[len(measures):]:
    axes.set_visible(False)
figure.suptitle("Mean over replications and its 95 % interval", fontsize="medium")
save(figure, "headline-measures")

# ---- 3 What coordination costs, and how long it takes -------------------------------------------------------------------------------

cost, time = (estimates[estimates["measure"] == name].set_index("design_point") for name in ("coordination_cost", "time_to_decision"))
known = [point for point in points["design_point"] if pd.notna(cost["mean"][point]) and pd.notna(time["mean"][point])]
if not known:
    print("no figure of cost and time: nothing was coordinated and decided")
else:
    figure, axes = plt.subplots(figsize=(8, 5), layout="constrained")
    for point, variant in points[points["design_point"].isin(known)].itertuples(index=False):
        x, y = cost.loc[point], time.loc[point]
        axes.plot([x["ci_low"], x["ci_high"]], [y["mean"], y["mean"]], color=colours[point], linewidth=1)
        axes.plot([x["mean"], x["mean"]], [y["ci_low"], y["ci_high"]], color=colours[point], linewidth=1)
        axes.plot(x["mean"], y["mean"], "o", color=colours[point])
        if not many:
            axes.annotate(variant, (x["mean"], y["mean"]), textcoords="offset points", xytext=(7, 7), color=colours[point])
    axes.margins(0.1)
    axes.set(xlabel="cost of coordination [person days]", ylabel="time to decision [days]", title="Cost of coordination and time to decision, with 95 % intervals")
    save(figure, "cost-and-time")
