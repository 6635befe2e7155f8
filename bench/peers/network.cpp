// ns-3: events through its Simulator, with its own priority queue as the event list and its own exponential variates.
//
//   network hold <pending> <events>
//   network mm1 <customers>
//
// Prints seconds and the answer as JSON and fails when the answer is wrong. ns-3 counts time in whole nanoseconds.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <ns3/core-module.h>

using namespace ns3;

namespace {

double secondsSince(std::chrono::steady_clock::time_point begun) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

/// Five standard deviations: a right program fails once in 1.7 million seeds.
void requireWithin(const char *what, double found, double expected, double deviation) {
  if (std::fabs(found - expected) <= 5 * deviation) return;
  std::fprintf(stderr, "%s: expected %g +- %g, found %g\n", what, expected, 5 * deviation, found);
  std::exit(1);
}

Ptr<ExponentialRandomVariable> exponential(double mean) {
  auto variable = CreateObject<ExponentialRandomVariable>();
  variable->SetAttribute("Mean", DoubleValue(mean));
  return variable;
}

class Hold {
public:
  Hold(long pending, long events) : pending(pending), left(-1), events(events), delay(exponential(1)) {}

  void run() {
    for (long subject = 0; subject < pending; subject++) Simulator::Schedule(Seconds(delay->GetValue()), &Hold::happen, this);
    left = events;
    const auto begun = std::chrono::steady_clock::now();
    Simulator::Run();
    const double seconds = secondsSince(begun);
    const double clock = Simulator::Now().GetSeconds();
    requireWithin("clock", clock, static_cast<double>(events) / pending, std::sqrt(static_cast<double>(events)) / pending);
    std::printf("{\"seconds\": %.9g, \"count\": %ld, \"answer\": {\"clock\": %.17g}}\n", seconds, events, clock);
  }

private:
  void happen() {
    if (--left == 0) Simulator::Stop();
    Simulator::Schedule(Seconds(delay->GetValue()), &Hold::happen, this);
  }

  long pending, left, events;
  Ptr<ExponentialRandomVariable> delay;
};

class SingleServer {
public:
  explicit SingleServer(long customers) : customers(customers), interarrival(exponential(1.25)), service(exponential(1)) {}

  void run() {
    const auto begun = std::chrono::steady_clock::now();
    Simulator::Schedule(Seconds(interarrival->GetValue()), &SingleServer::arrive, this);
    Simulator::Run();
    const double seconds = secondsSince(begun);
    // Asymptotic variance of the mean wait times the number of customers: 1976 at rho = .8, mu = 1 (Daley 1968; Whitt 1989).
    requireWithin("mean wait", mean, 4, std::sqrt(1976.0 / static_cast<double>(customers)));
    std::printf("{\"seconds\": %.9g, \"count\": %ld, \"answer\": {\"meanWait\": %.17g}}\n", seconds, customers, mean);
  }

private:
  void arrive() {
    Simulator::Schedule(Seconds(interarrival->GetValue()), &SingleServer::arrive, this);
    waiting.push_back(Simulator::Now());
    if (!busy) begin();
  }

  void begin() {
    busy = true;
    record((Simulator::Now() - waiting.front()).GetSeconds());
    waiting.pop_front();
    Simulator::Schedule(Seconds(service->GetValue()), &SingleServer::depart, this);
  }

  void depart() {
    busy = false;
    if (!waiting.empty()) begin();
  }

  void record(double wait) {
    if (++count == customers) Simulator::Stop();
    const double difference = wait - mean;
    mean += difference / static_cast<double>(count);
    squares += difference * (wait - mean);
  }

  long customers;
  Ptr<ExponentialRandomVariable> interarrival, service;
  std::deque<Time> waiting;
  bool busy = false;
  long count = 0;
  double mean = 0, squares = 0;
};

} // namespace

int main(int count, char **words) {
  Simulator::SetScheduler(ObjectFactory("ns3::PriorityQueueScheduler"));
  if (count == 4 && std::strcmp(words[1], "hold") == 0) Hold(std::atol(words[2]), std::atol(words[3])).run();
  else if (count == 3 && std::strcmp(words[1], "mm1") == 0) SingleServer(std::atol(words[2])).run();
  else {
    std::fprintf(stderr, "usage: network hold <pending> <events> | mm1 <customers>\n");
    return 2;
  }
  Simulator::Destroy();
}
