// The reference: a 4-ary heap in C++, compiled with g++ -O3, and std::priority_queue beside it. No rule for ties, no cancelling.
//
//   reference hold <pending> <events>
//   reference hold-std <pending> <events>
//   reference mm1 <customers> log|ziggurat
//
// Prints seconds and the answer as JSON and fails when the answer is wrong.
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <queue>
#include <vector>

namespace {

/// xoshiro256+ (Blackman and Vigna 2018), seeded by splitmix64.
class Uniform {
public:
  explicit Uniform(std::uint64_t seed) {
    for (auto &word : state) {
      std::uint64_t z = (seed += 0x9e3779b97f4a7c15ULL);
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
      word = z ^ (z >> 31);
    }
  }

  std::uint64_t bits() {
    const std::uint64_t result = state[0] + state[3];
    const std::uint64_t t = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = (state[3] << 45) | (state[3] >> 19);
    return result;
  }

  /// 53 bits, never 0.
  double next() { return (static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53; }

private:
  std::array<std::uint64_t, 4> state{};
};

struct ByLog {
  double operator()(Uniform &uniform) const { return -std::log(uniform.next()); }
};

/// The exponential law by 256 layers (Marsaglia and Tsang 2000; their r and v), in doubles.
class ByZiggurat {
public:
  ByZiggurat() {
    constexpr double v = 0.003949659822581557;
    edges[0] = v * std::exp(r);
    edges[1] = r;
    for (int i = 2; i < 256; i++) edges[i] = -std::log(v / edges[i - 1] + std::exp(-edges[i - 1]));
    edges[256] = 0;
    for (int i = 0; i < 257; i++) heights[i] = std::exp(-edges[i]);
  }

  double operator()(Uniform &uniform) const {
    for (;;) {
      const std::uint64_t bits = uniform.bits();
      // The lowest bits of xoshiro256+ are its weakest: the layer comes from the next ones.
      const int layer = static_cast<int>((bits >> 3) & 255);
      const double x = (static_cast<double>(bits >> 11) + 0.5) * 0x1p-53 * edges[layer];
      if (x < edges[layer + 1]) return x;
      if (layer == 0) return r - std::log(uniform.next());
      if (heights[layer] + uniform.next() * (heights[layer + 1] - heights[layer]) < std::exp(-x)) return x;
    }
  }

private:
  static constexpr double r = 7.69711747013104972;
  std::array<double, 257> edges{};
  std::array<double, 257> heights{};
};

struct Event {
  double time;
  std::int32_t kind;
  std::int32_t subject;
};

struct Later {
  bool operator()(const Event &a, const Event &b) const { return a.time > b.time; }
};

/// A heap in which every entry has four children, which share a cache line. What is pushed after a pop takes the place that this has left at
/// the top.
class FourAryHeap {
public:
  void push(const Event &event) {
    if (hole) {
      hole = false;
      sink(event);
      return;
    }
    if (size == 4 * lines.size() - first) grow();
    std::size_t index = size++;
    while (index > 0) {
      const std::size_t parent = (index - 1) / 4;
      if (heap[parent].time <= event.time) break;
      heap[index] = heap[parent];
      index = parent;
    }
    heap[index] = event;
  }

  Event pop() {
    if (hole && --size > 0) sink(heap[size]);
    hole = true;
    return heap[0];
  }

private:
  struct alignas(64) Line {
    Event events[4];
  };

  void grow() {
    lines.resize(2 * lines.size());
    heap = lines.data()->events + first;
  }

  void sink(const Event event) {
    std::size_t index = 0;
    for (;;) {
      const std::size_t child = 4 * index + 1;
      if (child >= size) break;
      const std::size_t best = child + 4 <= size && size <= inCache ? earliestOfFour(child) : earliest(child, child + 4 < size ? child + 4 : size);
      if (heap[best].time >= event.time) break;
      heap[index] = heap[best];
      index = best;
    }
    heap[index] = event;
  }

  /// Without branches, which saves time as long as the heap is in the cache; beyond, branches let the processor guess and load ahead.
  std::size_t earliestOfFour(std::size_t start) const {
    const std::size_t left = start + (heap[start + 1].time < heap[start].time);
    const std::size_t right = start + 2 + (heap[start + 3].time < heap[start + 2].time);
    return heap[right].time < heap[left].time ? right : left;
  }

  std::size_t earliest(std::size_t start, std::size_t end) const {
    std::size_t best = start;
    for (std::size_t other = start + 1; other < end; other++) {
      if (heap[other].time < heap[best].time) best = other;
    }
    return best;
  }

  static constexpr std::size_t inCache = 100000;
  /// The top stands fourth in the first line, so that its children begin the second.
  static constexpr std::size_t first = 3;
  std::vector<Line> lines{64};
  Event *heap = lines.data()->events + first;
  std::size_t size = 0;
  bool hole = false;
};

class StandardQueue {
public:
  void push(const Event &event) { queue.push(event); }
  Event pop() {
    const Event first = queue.top();
    queue.pop();
    return first;
  }

private:
  std::priority_queue<Event, std::vector<Event>, Later> queue;
};

/// Five standard deviations: a right program fails once in 1.7 million seeds.
void requireWithin(const char *what, double found, double expected, double deviation) {
  if (std::fabs(found - expected) <= 5 * deviation) return;
  std::fprintf(stderr, "%s: expected %g +- %g, found %g\n", what, expected, 5 * deviation, found);
  std::exit(1);
}

double secondsSince(std::chrono::steady_clock::time_point begun) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

template <class List> void hold(std::int32_t pending, long events) {
  Uniform uniform(1);
  const ByLog exponential;
  List list;
  for (std::int32_t subject = 0; subject < pending; subject++) list.push({exponential(uniform), 0, subject});
  double clock = 0;
  const auto begun = std::chrono::steady_clock::now();
  for (long event = 0; event < events; event++) {
    const Event first = list.pop();
    clock = first.time;
    list.push({clock + exponential(uniform), first.kind, first.subject});
  }
  const double seconds = secondsSince(begun);
  // The events taken are a Poisson process of rate `pending`.
  requireWithin("clock", clock, static_cast<double>(events) / pending, std::sqrt(static_cast<double>(events)) / pending);
  std::printf("{\"seconds\": %.9g, \"count\": %ld, \"answer\": {\"clock\": %.17g}}\n", seconds, events, clock);
}

/// Count, mean and variance of what is recorded (Welford 1962).
class Tally {
public:
  void add(double value) {
    count++;
    const double difference = value - mean;
    mean += difference / static_cast<double>(count);
    squares += difference * (value - mean);
  }
  long count = 0;
  double mean = 0;
  double squares = 0;
};

template <class Exponential> void mm1(long customers) {
  enum : std::int32_t { arrival, departure };
  Uniform arrivals(1), services(2);
  const Exponential exponential;
  FourAryHeap list;
  std::deque<double> waiting;
  Tally waits;
  bool busy = false;
  const auto begun = std::chrono::steady_clock::now();
  list.push({exponential(arrivals) / 0.8, arrival, 0});
  while (waits.count < customers) {
    const Event event = list.pop();
    if (event.kind == arrival) {
      list.push({event.time + exponential(arrivals) / 0.8, arrival, 0});
      if (busy) {
        waiting.push_back(event.time);
      } else {
        busy = true;
        waits.add(0);
        list.push({event.time + exponential(services), departure, 0});
      }
    } else if (waiting.empty()) {
      busy = false;
    } else {
      waits.add(event.time - waiting.front());
      waiting.pop_front();
      list.push({event.time + exponential(services), departure, 0});
    }
  }
  const double seconds = secondsSince(begun);
  // Asymptotic variance of the mean wait times the number of customers: 1976 at rho = .8, mu = 1 (Daley 1968; Whitt 1989).
  requireWithin("mean wait", waits.mean, 4, std::sqrt(1976.0 / static_cast<double>(customers)));
  std::printf("{\"seconds\": %.9g, \"count\": %ld, \"answer\": {\"meanWait\": %.17g}}\n", seconds, customers, waits.mean);
}

} // namespace

int main(int count, char **words) {
  const auto is = [&](int index, const char *word) { return index < count && std::strcmp(words[index], word) == 0; };
  if (count == 4 && is(1, "hold")) hold<FourAryHeap>(std::atoi(words[2]), std::atol(words[3]));
  else if (count == 4 && is(1, "hold-std")) hold<StandardQueue>(std::atoi(words[2]), std::atol(words[3]));
  else if (count == 4 && is(1, "mm1") && is(3, "log")) mm1<ByLog>(std::atol(words[2]));
  else if (count == 4 && is(1, "mm1") && is(3, "ziggurat")) mm1<ByZiggurat>(std::atol(words[2]));
  else {
    std::fprintf(stderr, "usage: reference hold|hold-std <pending> <events> | mm1 <customers> log|ziggurat\n");
    return 2;
  }
}
