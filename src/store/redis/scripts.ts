/** Atomic steps inside Redis. Times are those of the Redis, so that the clocks of gateways need not agree. */

const NOW = `local t = redis.call('TIME'); local now = t[1] * 1000 + math.floor(t[2] / 1000);`;

/** Key: the entry. Arguments: 1 if a value is expected, else 0; that value; 1 to write, 0 to delete; the new value; TTL. */
export const COMPARE_AND_SET = `
local known = redis.call('GET', KEYS[1])
if ARGV[1] == '1' then
  if known ~= ARGV[2] then return 0 end
elseif known then return 0 end
if ARGV[3] == '1' then redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[5]) else redis.call('DEL', KEYS[1]) end
return 1`;

/** Key: the version. Argument: TTL. */
export const NEXT_VERSION = `
${NOW}
local last = tonumber(redis.call('GET', KEYS[1]) or '0')
local next = math.max(last + 1, now)
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', ARGV[1])
return next`;

/**
 * Key: the starts. Arguments: limit, length of the window, index of the start that must leave, a member for the new start
 * or an empty string. Returns: taken, used, the start that must leave or -1, the last start or -1, now.
 */
export const WINDOW = `
${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
local used = redis.call('ZCARD', KEYS[1])
local taken = 0
if ARGV[4] ~= '' and used < tonumber(ARGV[1]) then
  redis.call('ZADD', KEYS[1], now, ARGV[4])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  taken = 1
  used = used + 1
end
local function at(index)
  if index < 0 or index >= used then return -1 end
  return tonumber(redis.call('ZRANGE', KEYS[1], index, index, 'WITHSCORES')[2])
end
return { taken, used, at(used + tonumber(ARGV[3])), at(used - 1), now }`;
