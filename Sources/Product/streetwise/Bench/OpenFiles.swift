import CityCore
import Glibc

/// How many files and connections this process may have open.
enum OpenFiles {
    static func raise(to wanted: Int) throws {
        var limit: rlimit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        guard limit.rlim_cur < wanted else { return }
        limit.rlim_cur = rlim_t(wanted)
        limit.rlim_max = max(limit.rlim_max, limit.rlim_cur)
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw CityError.fault("this process may not have \(wanted) files open; see ulimit -n")
        }
    }
}
