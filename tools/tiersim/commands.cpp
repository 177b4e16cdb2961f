// SPDX-License-Identifier: MIT
/// Which command has which name.
#include "commands.hpp"

namespace command {

const std::vector<std::string>& names()
{
    static const std::vector<std::string> all{"run", "analyze", "check", "list", "import"};
    return all;
}

int execute(const Options& options)
{
    if (options.command == "run") return run(options);
    if (options.command == "analyze") return analyze(options);
    if (options.command == "check") return check(options);
    if (options.command == "import") return import(options);
    return list(options);
}

}  // namespace command
