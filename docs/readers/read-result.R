# Reads the result of `subsidia run`, `compare`, `sweep` or `merge` and draws three figures. Base R only, nothing to install.
#
#   Rscript docs/readers/read-result.R RESULT FIGURES [MEASURE ...]
#   Rscript docs/readers/read-result.R results/shared-or-lead/compare figures
#
# RESULT   folder with runs.csv, system.csv, estimates.csv
# FIGURES  folder for the figures; it is made if it is not there
# MEASURE  measures for the second figure (default: the headline of the scenario)

arguments <- commandArgs(TRUE)
if (length(arguments) < 2) stop("expected: Rscript read-result.R RESULT FIGURES [MEASURE ...]")
result <- arguments[1]
figures <- arguments[2]
dir.create(figures, showWarnings = FALSE, recursive = TRUE)

# ---- Reading -------------------------------------------------------------------------------------------------------------------------

# An empty cell is missing; everything else are read.csv's defaults.
read_table <- function(name) read.csv(file.path(result, paste0(name, ".csv")), na.strings = "", stringsAsFactors = FALSE)

runs <- read_table("runs")            # a row per run: what was set, every measure at its end
system <- read_table("system")        # a row per run and sample time
estimates <- read_table("estimates")  # a row per design point and measure

# Every table with a run_id is joined to runs.csv by it. What was set is in the columns before the measures.
settings <- runs[c("run_id", "design_point", "variant", "replication")]
system <- merge(system, settings, by = "run_id")

# Networks are only there where the scenario has some: here, the trust among their members at the end of each run.
if (file.exists(file.path(result, "networks.csv"))) {
  networks <- merge(read_table("networks"), settings, by = "run_id")
  last <- networks[networks$time == max(networks$time), ]
  cat("Density of trust at the end, mean over networks and replications:\n")
  print(aggregate(trust_density ~ variant, last, mean), row.names = FALSE)
}

# ---- What the figures share ----------------------------------------------------------------------------------------------------------

points <- unique(runs[order(runs$design_point), c("design_point", "variant")])
many <- nrow(points) > 12   # too many lines to tell apart

# Names of design points may be long: then their numbers stand in the figures, which runs.csv explains.
points$label <- if (max(nchar(points$variant)) > 20) paste("point", points$design_point) else points$variant

# Okabe and Ito's colours, which most colour-blind readers can tell apart; more than eight are interpolated.
colours <- c("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999")
colours <- if (nrow(points) <= length(colours)) colours[seq_len(nrow(points))] else hcl.colors(nrow(points), "viridis")

open_figure <- function(name, width = 8, height = 5) {
  path <- file.path(figures, paste0(name, ".png"))
  png(path, width, height, units = "in", res = 150)
  par(las = 1, bty = "l", mar = c(4.2, 4.8, 2.5, 1), cex.main = 1.05, font.main = 1)
  cat("wrote", path, "\n")
}

in_words <- function(measure) gsub("_", " ", measure)

legend_of_points <- function(...) if (!many) legend(..., legend = points$label, col = colours, bty = "n", cex = 0.85)

# ---- 1 Open problems over time, with a band over replications ------------------------------------------------------------------------

open_figure("open-problems")
quantiles <- function(x) c(mean = mean(x), quantile(x, c(0.05, 0.95)))
bands <- aggregate(open_problems ~ design_point + time, system, quantiles)
shown <- c(0, max(bands$open_problems) * 1.12)   # room for the legend
plot(NA, xlim = range(bands$time), ylim = shown, yaxs = "i", xlab = "time [days]", ylab = "open problems",
     main = "Open problems: mean, and the middle 90 % of replications")
for (i in seq_len(nrow(points))) {
  band <- bands[bands$design_point == points$design_point[i], ]
  band <- band[order(band$time), ]
  polygon(c(band$time, rev(band$time)), c(band$open_problems[, "5%"], rev(band$open_problems[, "95%"])),
          col = adjustcolor(colours[i], if (many) 0.03 else 0.15), border = NA)
}
for (i in seq_len(nrow(points))) {
  band <- bands[bands$design_point == points$design_point[i], ]
  band <- band[order(band$time), ]
  lines(band$time, band$open_problems[, "mean"], col = colours[i], lwd = 2)
}
legend_of_points("top", lwd = 2, horiz = nrow(points) <= 5)
invisible(dev.off())

# ---- 2 Headline measures by variant: dot and whisker ---------------------------------------------------------------------------------

headline_of <- function() {
  text <- paste(readLines(file.path(result, "experiment.json"), warn = FALSE), collapse = " ")
  found <- regmatches(text, regexpr("headline: *\\[[^]]*\\]", text))
  if (length(found) == 0) return(c("time_to_decision", "open_problems", "solved", "coordination_share"))
  strsplit(gsub("headline: *\\[|\\]| ", "", found), ",")[[1]]
}
measures <- if (length(arguments) > 2) arguments[-(1:2)] else headline_of()
unknown <- setdiff(measures, estimates$measure)
if (length(unknown) > 0) stop("estimates.csv has no measure ", paste(unknown, collapse = ", "))

columns <- min(3, length(measures))
rows <- ceiling(length(measures) / columns)
open_figure("headline-measures", 1.5 + 2.8 * columns, rows * (1.3 + 0.3 * nrow(points)))
longest <- max(nchar(points$label))
par(mfrow = c(rows, columns), mar = c(3.2, 1.5 + 0.55 * longest, 2.2, 1), oma = c(0, 0, 2, 0), cex = 0.8)
for (measure in measures) {
  of <- estimates[estimates$measure == measure, ]
  of <- of[match(points$design_point, of$design_point), ]
  heights <- rev(seq_len(nrow(of)))
  ends <- range(of$ci_low, of$ci_high, of$mean, finite = TRUE)
  plot(of$mean, heights, xlim = ends, ylim = c(0.5, nrow(of) + 0.5), pch = 19, col = colours, lab = c(4, 5, 7), yaxt = "n", xlab = "", ylab = "",
       main = in_words(measure), panel.first = abline(h = heights, col = "grey92"))
  segments(of$ci_low, heights, of$ci_high, heights, col = colours, lwd = 2)
  axis(2, heights, points$label, tick = FALSE, cex.axis = 0.9)
}
mtext("Mean over replications and its 95 % interval", outer = TRUE, line = 0.4, cex = 0.95)
invisible(dev.off())

# ---- 3 What coordination costs, and how long it takes --------------------------------------------------------------------------------

both <- merge(estimates[estimates$measure == "coordination_cost", ], estimates[estimates$measure == "time_to_decision", ],
              by = "design_point", suffixes = c("_cost", "_time"))
both <- both[!is.na(both$mean_cost) & !is.na(both$mean_time), ]
if (nrow(both) == 0) {
  cat("no figure of cost and time: nothing was coordinated and decided\n")
} else {
  open_figure("cost-and-time")
  own <- colours[match(both$design_point, points$design_point)]
  margin <- function(...) { ends <- range(..., finite = TRUE); ends + c(-0.08, 0.12) * max(diff(ends), 0.02 * abs(ends[2])) }
  plot(both$mean_cost, both$mean_time, pch = 19, col = own, xlim = margin(both$ci_low_cost, both$ci_high_cost, both$mean_cost),
       ylim = margin(both$ci_low_time, both$ci_high_time, both$mean_time), xlab = "cost of coordination [person days]",
       ylab = "time to decision [days]", main = "Cost of coordination and time to decision, with 95 % intervals")
  segments(both$ci_low_cost, both$mean_time, both$ci_high_cost, both$mean_time, col = own)
  segments(both$mean_cost, both$ci_low_time, both$mean_cost, both$ci_high_time, col = own)
  if (!many) text(both$mean_cost, both$mean_time, points$label[match(both$design_point, points$design_point)], adj = c(-0.25, -0.6), cex = 0.85, col = own, xpd = NA)
  invisible(dev.off())
}
