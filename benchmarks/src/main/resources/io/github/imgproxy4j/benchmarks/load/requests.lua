-- Arguments: number of threads, file of targets, method, then header lines.
-- Each thread takes the targets that are its own, in turn, so that none is asked for twice before all were.

local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local count = tonumber(args[1])
  local lines = {" HTTP/1.1", "Host: " .. wrk.host}
  for i = 4, #args do
    lines[#lines + 1] = args[i]
  end
  head = args[3] .. " "
  tail = table.concat(lines, "\r\n") .. "\r\n\r\n"
  targets = {}
  local line = 0
  for target in io.lines(args[2]) do
    if line % count == number then
      targets[#targets + 1] = target
    end
    line = line + 1
  end
  position = 0
end

function request()
  position = position % #targets + 1
  return head .. targets[position] .. tail
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "figures %d %d %.1f %.1f %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
